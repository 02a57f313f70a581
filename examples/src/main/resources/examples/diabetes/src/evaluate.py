"""Judges the candidate on the held-out rows: the metrics that the recipe's thresholds compare."""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mlflow
import tables
from sklearn.metrics import (
    PredictionErrorDisplay,
    mean_absolute_error,
    r2_score,
    root_mean_squared_error,
)

parameters = dict(zip([key.removeprefix("--") for key in sys.argv[1::2]], sys.argv[2::2]))
_, held_out = tables.split(
    tables.read(
        parameters["data_train_table"], parameters["data_train_version"], parameters["warehouse_id"]
    )
)
x, y = tables.features(held_out), held_out[tables.TARGET].astype("float64")
said = mlflow.sklearn.load_model(parameters["model_uri"]).predict(x)

figure, axes = plt.subplots(1, 2, figsize=(10, 4))
PredictionErrorDisplay.from_predictions(y, said, kind="actual_vs_predicted", ax=axes[0])
PredictionErrorDisplay.from_predictions(y, said, kind="residual_vs_predicted", ax=axes[1])
figure.tight_layout()

with mlflow.start_run(run_id=parameters.get("mlflow_run_id") or None):
    mlflow.log_metrics(
        {
            "rmse": root_mean_squared_error(y, said),
            "mae": mean_absolute_error(y, said),
            "r2": r2_score(y, said),
            "held_out_rows": len(held_out),
        }
    )
    mlflow.log_figure(figure, "residuals.png")
print(f"judged on {len(held_out)} rows")
