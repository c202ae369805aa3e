"""Tests of the pages, over the sample articles."""
