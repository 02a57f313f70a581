"""Prints a data set that scikit-learn ships as CSV, with column names that SQL takes."""

import re
import sys

from sklearn import datasets

load = {
    "breast_cancer": datasets.load_breast_cancer,
    "diabetes": lambda **kwargs: datasets.load_diabetes(scaled=False, **kwargs),
}[sys.argv[1]]
frame = load(as_frame=True).frame
frame.columns = [re.sub(r"\W+", "_", name) for name in frame.columns]
frame.to_csv(sys.stdout, index=False)
