"""Trains a model that multiplies by a number, logs it, and prints its run and model id."""

import sys

import mlflow
import numpy as np
from sklearn.linear_model import LinearRegression

address, experiment, slope = sys.argv[1], sys.argv[2], float(sys.argv[3])
mlflow.set_tracking_uri(address)
mlflow.set_experiment(experiment)
x = np.array([[1.0], [2.0], [3.0]])
with mlflow.start_run() as run:
    logged = mlflow.sklearn.log_model(
        LinearRegression().fit(x, slope * x[:, 0]),
        name="model",
        serialization_format="skops",
        input_example=x[:1],
        pip_requirements=["mlflow", "scikit-learn", "skops"],
    )
# MLflow prints where to look at the run when it ends: what is wanted comes after that.
print(run.info.run_id, logged.model_id)
