# Databricks notebook source
# MAGIC %md
# MAGIC # Train
# MAGIC Scales the features, fits a logistic regression, and logs parameters, metrics and the model to
# MAGIC the MLflow run that the harness made for this pipeline.

# COMMAND ----------

import mlflow
import tables
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

# COMMAND ----------

dbutils.widgets.text("c", "0.5")
dbutils.widgets.text("data_train_table", "main.demo.breast_cancer")
dbutils.widgets.text("data_train_version", "0")
dbutils.widgets.text("warehouse_id", "")
dbutils.widgets.text("mlflow_run_id", "")
c = float(dbutils.widgets.get("c"))
table = dbutils.widgets.get("data_train_table")
version = dbutils.widgets.get("data_train_version")

# COMMAND ----------

learn, _ = tables.split(tables.read(table, version, dbutils.widgets.get("warehouse_id")))
x, y = tables.features(learn), learn[tables.TARGET].astype("int64")

model = make_pipeline(StandardScaler(), LogisticRegression(C=c, max_iter=1000, random_state=0))
model.fit(x, y)

# COMMAND ----------

with mlflow.start_run(run_id=dbutils.widgets.get("mlflow_run_id") or None):
    mlflow.log_params({"c": c, "data": f"{table}@{version}", "rows": len(learn)})
    mlflow.log_metric("train_accuracy", model.score(x, y))
    mlflow.sklearn.log_model(
        model,
        name="model",
        signature=infer_signature(x, model.predict(x)),
        input_example=x.head(3),
        serialization_format="skops",
        pip_requirements=["mlflow==3.17.2", "scikit-learn==1.9.1", "skops==0.16.0"],
    )

# COMMAND ----------

dbutils.notebook.exit(f"learned from {len(learn)} rows of {table} at version {version}")
