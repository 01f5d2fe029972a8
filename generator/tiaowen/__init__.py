"""Tiaowen: policy texts in, a citable static site out. The order of stages is in tiaowen.pipeline."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an old Python runs this file too, and nothing after it)
    sys.exit("需要 Python 3.11 或更新版本；当前是 {}.{}。安装新版本后，用它再运行一次".format(*sys.version_info))

__version__ = "0.1.0"
