"""Fits a ridge regression and logs it to the MLflow run that the harness made for this pipeline."""

import sys

import mlflow
import tables
from mlflow.models import infer_signature
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

parameters = dict(zip([key.removeprefix("--") for key in sys.argv[1::2]], sys.argv[2::2]))
table, version = parameters["data_train_table"], parameters["data_train_version"]
alpha = float(parameters["alpha"])

learn, _ = tables.split(tables.read(table, version, parameters["warehouse_id"]))
x, y = tables.features(learn), learn[tables.TARGET].astype("float64")
model = make_pipeline(StandardScaler(), Ridge(alpha=alpha)).fit(x, y)

with mlflow.start_run(run_id=parameters.get("mlflow_run_id") or None):
    mlflow.log_params({"alpha": alpha, "data": f"{table}@{version}", "rows": len(learn)})
    mlflow.log_metric("train_r2", model.score(x, y))
    mlflow.sklearn.log_model(
        model,
        name="model",
        signature=infer_signature(x, model.predict(x)),
        input_example=x.head(3),
        serialization_format="skops",
        pip_requirements=["mlflow==3.17.2", "scikit-learn==1.9.1", "skops==0.16.0"],
    )
print(f"learned from {len(learn)} rows of {table} at version {version}")
