"""Reads a table at a version through SQL, and splits its rows the same way at every version."""

import hashlib

import pandas as pd
from databricks.sdk import WorkspaceClient
from databricks.sdk.service.sql import StatementState

TARGET = "target"


def read(table: str, version: str, warehouse_id: str) -> pd.DataFrame:
    """All rows of `table` at `version`, as numbers."""
    statements = WorkspaceClient().statement_execution
    answer = statements.execute_statement(
        statement=f"SELECT * FROM {table} VERSION AS OF {int(version)}",
        warehouse_id=warehouse_id,
        wait_timeout="50s",
    )
    if answer.status.state != StatementState.SUCCEEDED:
        raise RuntimeError(f"reading {table} at version {version}: {answer.status}")
    rows, chunk = [], answer.result
    while chunk is not None:
        rows += chunk.data_array or []
        following = chunk.next_chunk_index
        chunk = (
            statements.get_statement_result_chunk_n(answer.statement_id, following)
            if following is not None
            else None
        )
    columns = [column.name for column in answer.manifest.schema.columns]
    return pd.DataFrame(rows, columns=columns).apply(pd.to_numeric)


def split(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows to learn from, and one in five to be judged on.

    A row's own content decides, so that it stays on its side when the table grows: no candidate is
    ever judged on a row that it, or the champion, has seen.
    """
    held_out = frame.apply(lambda row: _bucket(row) == 0, axis=1)
    return frame[~held_out], frame[held_out]


def features(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=[TARGET]).astype("float64")


def _bucket(row: pd.Series) -> int:
    text = ",".join(f"{value:.6g}" for value in row)
    return hashlib.sha256(text.encode()).digest()[0] % 5
