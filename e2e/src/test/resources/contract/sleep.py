# Databricks notebook source
import time

time.sleep(float(dbutils.widgets.get("seconds")))
