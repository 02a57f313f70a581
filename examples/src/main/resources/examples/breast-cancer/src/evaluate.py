# Databricks notebook source
# MAGIC %md
# MAGIC # Evaluate
# MAGIC Judges the candidate on the held-out rows. The metrics logged here are what the recipe's
# MAGIC thresholds compare.

# COMMAND ----------

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mlflow
import tables
from sklearn.metrics import (
    ConfusionMatrixDisplay,
    RocCurveDisplay,
    accuracy_score,
    f1_score,
    log_loss,
    roc_auc_score,
)

# COMMAND ----------

dbutils.widgets.text("data_train_table", "main.demo.breast_cancer")
dbutils.widgets.text("data_train_version", "0")
dbutils.widgets.text("warehouse_id", "")
dbutils.widgets.text("mlflow_run_id", "")
dbutils.widgets.text("model_uri", "")

# COMMAND ----------

_, held_out = tables.split(
    tables.read(
        dbutils.widgets.get("data_train_table"),
        dbutils.widgets.get("data_train_version"),
        dbutils.widgets.get("warehouse_id"),
    )
)
x, y = tables.features(held_out), held_out[tables.TARGET].astype("int64")
model = mlflow.sklearn.load_model(dbutils.widgets.get("model_uri"))
said = model.predict(x)
likely = model.predict_proba(x)[:, 1]

# COMMAND ----------

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
ConfusionMatrixDisplay.from_predictions(y, said, ax=left, display_labels=["malignant", "benign"])
RocCurveDisplay.from_predictions(y, likely, ax=right)
figure.tight_layout()

with mlflow.start_run(run_id=dbutils.widgets.get("mlflow_run_id") or None):
    mlflow.log_metrics(
        {
            "accuracy": accuracy_score(y, said),
            "f1_score": f1_score(y, said),
            "roc_auc": roc_auc_score(y, likely),
            "log_loss": log_loss(y, likely),
            "held_out_rows": len(held_out),
        }
    )
    mlflow.log_figure(figure, "evaluation.png")

# COMMAND ----------

dbutils.notebook.exit(f"judged on {len(held_out)} rows")
