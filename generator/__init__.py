"""Tiaowen: policy texts in, a citable static site out. The order of stages is in generator.pipeline."""

__version__ = "0.1.0"
