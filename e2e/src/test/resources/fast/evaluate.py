import mlflow
from harness_task import count_call, parameters

values = parameters()
count_call(values, "validate")
with mlflow.start_run(run_id=values["mlflow_run_id"]):
    mlflow.log_metric("accuracy", float(values.get("accuracy", "0.9")))
