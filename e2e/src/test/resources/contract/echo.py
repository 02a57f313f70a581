# Databricks notebook source
# Returns its parameter, and as whom it runs.
import json

from databricks.sdk import WorkspaceClient

value = dbutils.widgets.get("value")
me = WorkspaceClient().current_user.me().user_name
dbutils.notebook.exit(json.dumps({"value": value, "me": me}))
