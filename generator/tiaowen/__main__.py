"""``python -m tiaowen`` is the command ``tiaowen``."""

from tiaowen.cli import main

if __name__ == "__main__":
    main()
