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
said = np.asarray(model.predict(x), dtype=float)


def answers_are_numbers():
    assert said.shape == (len(x),) and np.isfinite(said).all()


def answers_lie_near_what_was_ever_measured():
    low, high = frame[tables.TARGET].min(), frame[tables.TARGET].max()
    margin = high - low
    assert ((said > low - margin) & (said < high + margin)).all(), f"{said.min()} to {said.max()}"


def a_higher_body_mass_index_never_lowers_the_answer():
    more = np.asarray(model.predict(x.assign(bmi=x["bmi"] + x["bmi"].std())), dtype=float)
    assert (more >= said).all(), "the disease is known to progress with the body mass index"


for check in (
    answers_are_numbers,
    answers_lie_near_what_was_ever_measured,
    a_higher_body_mass_index_never_lowers_the_answer,
):
    check()
    print("passed:", check.__name__.replace("_", " "))
