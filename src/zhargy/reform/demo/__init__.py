"""The sample reforms through every stage that exists."""

from zhargy.reform.demo.run import run_demo

__all__ = ["run_demo"]
