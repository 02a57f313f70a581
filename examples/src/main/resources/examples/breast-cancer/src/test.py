"""Tests of the candidate model itself. A failed assertion fails the stage."""

import sys

import mlflow
import numpy as np
import tables

parameters = dict(zip([key.removeprefix("--") for key in sys.argv[1::2]], sys.argv[2::2]))
frame = tables.read(
    parameters["data_train_table"], parameters["data_train_version"], parameters["warehouse_id"]
)
x = tables.features(frame).head(50)
model = mlflow.pyfunc.load_model(parameters["model_uri"])
said = np.asarray(model.predict(x))


def one_answer_per_row():
    assert said.shape == (len(x),), f"{len(x)} rows gave answers of shape {said.shape}"


def answers_are_classes():
    assert set(said) <= {0, 1}, f"expected 0 or 1, got {sorted(set(said))}"


def both_classes_are_found():
    assert len(set(said)) == 2, "the model gives one answer to everybody"


def the_order_of_columns_does_not_matter():
    assert (np.asarray(model.predict(x[x.columns[::-1]])) == said).all()


def a_row_alone_gets_the_same_answer_as_in_a_batch():
    alone = [model.predict(x.iloc[[row]])[0] for row in range(5)]
    assert alone == list(said[:5]), f"{alone} alone, {list(said[:5])} in a batch"


for check in (
    one_answer_per_row,
    answers_are_classes,
    both_classes_are_found,
    the_order_of_columns_does_not_matter,
    a_row_alone_gets_the_same_answer_as_in_a_batch,
):
    check()
    print("passed:", check.__name__.replace("_", " "))
