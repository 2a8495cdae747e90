"""Whatever a program sends to the API, the answer is one that its description names, and never a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import status_code_conformance

from marsad.web.roles import Role

FEW = settings(max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def described(site):
    """The calls of the API, and the headers of somebody who may do all."""
    from django.core.wsgi import get_wsgi_application

    from marsad.web.tokens import Scope, make

    _, words = make(site.account(Role.REVIEWER), "a test", tuple(Scope), 1)
    headers = {"Authorization": f"Bearer {words}", "Host": "127.0.0.1"}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application(), headers=headers)
    return schema, headers


@pytest.mark.long
def test_no_call_ends_in_a_fault_of_ours(described):
    schema, headers = described
    tried = set()
    for found in schema.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy())
        def ask(case):
            case.call_and_validate(headers=headers, checks=[not_a_server_error, status_code_conformance])

        ask()
        tried.add((operation.method, operation.path))
    assert len(tried) >= 14
