# Databricks notebook source
# Fails before the given second, succeeds after it.
import time

if time.time() < float(dbutils.widgets.get("until")):
    raise ValueError("it is too early")
dbutils.notebook.exit("now it is time")
