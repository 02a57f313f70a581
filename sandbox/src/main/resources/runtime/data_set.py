"""Prints data sets that scikit-learn ships, `data_set.py NAME…`: a JSON object of CSV by name."""

import json
import re
import sys

from sklearn import datasets

LOADERS = {
    "breast_cancer": datasets.load_breast_cancer,
    "diabetes": lambda **kwargs: datasets.load_diabetes(scaled=False, **kwargs),
}


def csv(name):
    """The rows, with column names that SQL takes."""
    frame = LOADERS[name](as_frame=True).frame
    frame.columns = [re.sub(r"\W+", "_", column) for column in frame.columns]
    return frame.to_csv(index=False)


json.dump({name: csv(name) for name in sys.argv[1:]}, sys.stdout)
