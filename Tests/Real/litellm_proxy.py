"""LiteLLM's real proxy on a free port of the loopback interface, with models that need no network."""
import json
import os
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from processes import running, wait_until
from replay import free_port

MASTER_KEY = "sk-real-test"

START_LIMIT = 90
"""Seconds until the proxy must answer; it imports for some twenty seconds on a small machine."""

WEATHER_CALL = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Oslo"}'}}


def configuration(relay_base_url):
    """The proxy's configuration; JSON is YAML. The model `relay` is a real hop to an upstream of ours."""
    models = {
        "plain": {"mock_response": "Hello from LiteLLM."},
        "tools": {"mock_response": "", "mock_tool_calls": [WEATHER_CALL]},
        "rate-limited": {"mock_response": "litellm.RateLimitError"},
        "context-window": {"mock_response": "litellm.ContextWindowExceededError"},
        "broken": {"mock_response": "litellm.InternalServerError"},
        "overloaded": {"mock_response": "Exception: mock_streaming_error"},
        "upstream-timeout": {"mock_timeout": True, "timeout": 0.2},
        "slow": {"mock_response": "Too late.", "mock_delay": 10},
        "relay": {"api_base": relay_base_url},
    }
    return settings(models)


def settings(models):
    """A configuration that has these models and does nothing by itself."""
    return {
        "model_list": [
            {"model_name": name, "litellm_params": {"model": f"openai/{name}", "api_key": "none", **parameters}}
            for name, parameters in models.items()
        ],
        "router_settings": {"num_retries": 0, "disable_cooldowns": True},
        "litellm_settings": {"num_retries": 0, "telemetry": False},
        "general_settings": {"master_key": MASTER_KEY},
    }


def is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/readiness", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def litellm_proxy(folder, relay_base_url):
    """The base URL of a running proxy whose models need no network."""
    return proxy(folder, configuration(relay_base_url))


def litellm_in_front_of(base_url, folder):
    """The base URL of a running proxy that hands every model on to one upstream."""
    return proxy(folder, settings({"*": {"model": "openai/*", "api_base": base_url}}))


@contextmanager
def proxy(folder, configured):
    """Yields the base URL of a running proxy."""
    folder, port = Path(folder), free_port()
    (folder / "litellm.yaml").write_text(json.dumps(configured))
    binaries = Path(sys.executable).parent
    command = [binaries / "litellm", "--config", folder / "litellm.yaml", "--host", "127.0.0.1", "--port", str(port)]
    environment = {
        "PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(folder), "NO_PROXY": "*",
        # Prices come with the package; without this the proxy asks the network for newer ones.
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }
    log = folder / "litellm.log"
    with running(command, environment, log) as process:
        wait_until(lambda: is_ready(port), process, START_LIMIT, "LiteLLM's proxy", log)
        yield f"http://127.0.0.1:{port}/v1"
