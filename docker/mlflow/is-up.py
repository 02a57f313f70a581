"""Ends with 0 if an address answers with success."""

import sys
import urllib.request

with urllib.request.urlopen(sys.argv[1], timeout=4):
    pass
