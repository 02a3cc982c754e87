"""docker-compose.yml, .env.example and the Prometheus rules agree with the registry, the settings and the metrics."""

import re
from pathlib import Path
from typing import Any

import attr
import pytest

from schemas.topics import TOPICS
from services.ingest.feeds import listed
from services.lag.shown import METRICS as LAG_METRICS
from services.registry import SERVICES
from services.runtime import metrics
from services.runtime.settings import Settings

yaml = pytest.importorskip("yaml", reason="PyYAML reads docker-compose.yml")

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
ALL: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in ALL.items() if service["image"].startswith("${WIREFOLD_IMAGE")}

FIXED = {"http_host", "http_port", "lag_url"}
FOR_OTHER_SERVERS = {
    "kafka_protocol", "kafka_user", "kafka_instance_id", "kafka_replication", "redis_user", "namespace",
    "embedded_groups", "embedded_parent", "terminal",
}  # fmt: skip
"""Settings that have no use with the servers of this file: see docs/operating.md for others."""


def seconds(duration: str) -> int:
    return int(duration.removesuffix("s"))


def test_each_registered_service_is_one_command_of_one_image() -> None:
    commands = {name: service["command"] for name, service in OURS.items()}
    assert commands == {name: ["run", name] for name in SERVICES} | {"topics": ["topics", "apply"]}
    assert len({service["image"] for service in OURS.values()}) == 1


@pytest.mark.parametrize("name", ALL)
def test_each_container_is_hardened(name: str) -> None:
    service = ALL[name]
    assert service["user"].split(":")[0] not in {"", "0", "root"}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["init"] is True
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["restart"] == ("on-failure:5" if name == "topics" else "unless-stopped")
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}
    assert not {"privileged", "cap_add", "devices", "network_mode", "pid"} & service.keys()


@pytest.mark.parametrize("name", ALL)
def test_a_service_can_be_scaled_and_is_asked_on_this_machine_alone(name: str) -> None:
    assert "container_name" not in ALL[name]
    assert all(port["host_ip"] == "${WIREFOLD_BIND:-127.0.0.1}" for port in ALL[name].get("ports", ()))


@pytest.mark.parametrize("name", ["dedupe-articles", "cleaning", "extraction", "dedupe-statements"])
def test_what_reads_hostile_pages_has_no_way_out(name: str) -> None:
    assert ALL[name]["networks"] == ["servers"]
    assert COMPOSE["networks"]["servers"]["internal"] is True
    assert "ports" not in ALL[name]


@pytest.mark.parametrize("name", SERVICES)
def test_a_hung_service_is_noticed(name: str) -> None:
    service = OURS[name]
    check = service["healthcheck"]
    assert f"/dev/tcp/127.0.0.1/{service['environment']['WIREFOLD_HTTP_PORT']}" in check["test"][-1]
    assert "GET /healthz" in check["test"][-1]
    assert seconds(check["interval"]) * check["retries"] <= 30


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_after_what_it_needs_and_has_time_to_stop(name: str) -> None:
    assert {on: how["condition"] for on, how in OURS[name]["depends_on"].items()} == {
        "kafka": "service_healthy",
        "redis": "service_healthy",
        "topics": "service_completed_successfully",
    }
    assert seconds(OURS[name]["stop_grace_period"]) > 10


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_writes_nowhere_but_in_a_bounded_tmp(name: str) -> None:
    assert [re.match(r"/tmp:size=\d+m,", mount) is not None for mount in OURS[name]["tmpfs"]] == [True]
    assert "volumes" not in OURS[name]


@pytest.mark.parametrize("name", OURS)
def test_secrets_and_lists_are_files_and_each_is_granted_where_it_is_named(name: str) -> None:
    service = OURS[name]
    named = {value for key, value in service["environment"].items() if key.endswith("_FILE")}
    lists = {config["target"] for config in service.get("configs", ())}
    assert named == {f"/run/secrets/{secret}" for secret in service.get("secrets", ())} | lists
    assert all(set(COMPOSE["secrets"][secret]) == {"file"} for secret in service.get("secrets", ()))


def test_the_list_of_feeds_that_comes_with_it_is_read_and_empty() -> None:
    file = re.fullmatch(r"\$\{WIREFOLD_FEEDS:-(.+)\}", COMPOSE["configs"]["feeds"]["file"])
    assert file
    assert listed((ROOT / file[1]).read_bytes()) == ()


def test_kafka_makes_no_topic_by_itself_and_keeps_its_data_in_a_volume() -> None:
    assert ALL["kafka"]["environment"]["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"
    assert ALL["kafka"]["volumes"] == [f"kafka:{ALL['kafka']['environment']['KAFKA_LOG_DIRS']}"]


def test_redis_keeps_everything_or_says_that_it_is_full() -> None:
    command = " ".join(ALL["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command
    assert "--maxmemory ${" in command
    assert ALL["redis"]["volumes"] == ["redis:/data"]


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_retention_is_bounded_in_time_and_bytes(topic: Any) -> None:
    assert topic.retention_ms > 0
    assert topic.retention_bytes > 0


PASSED_ON = {name for name, value in COMPOSE["x-service"]["environment"].items() if value is None}


def test_each_setting_is_passed_on_or_fixed() -> None:
    settings = {f"WIREFOLD_{field.name.upper()}" for field in attr.fields(Settings) if not field.name.endswith("_file")}
    fixed = {f"WIREFOLD_{name.upper()}" for name in {"kafka", "redis"} | FIXED | FOR_OTHER_SERVERS}
    assert settings - fixed == PASSED_ON


def test_env_example_lists_every_variable_that_a_person_changes_and_no_other() -> None:
    listed = re.findall(r"^#(WIREFOLD_\w+)=", (ROOT / ".env.example").read_text(), re.M)
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    assert sorted(listed) == sorted(used | PASSED_ON)


@pytest.mark.parametrize("name", sorted(PASSED_ON))
def test_env_example_shows_the_default(name: str) -> None:
    default = next(f.default for f in attr.fields(Settings) if f"WIREFOLD_{f.name.upper()}" == name)
    shown = re.search(rf"^#{name}=(.*)$", (ROOT / ".env.example").read_text(), re.M)
    assert shown is not None
    assert shown[1] == str(default).replace("False", "false")


def test_prometheus_asks_each_registered_service() -> None:
    config = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text())
    assert config["scrape_configs"][0]["dns_sd_configs"][0]["names"] == list(SERVICES)


@pytest.mark.parametrize("file", ["prometheus/alerts.yml", "grafana/wirefold.json"])
def test_rules_and_graphs_use_metrics_that_exist(file: str) -> None:
    used = set(re.findall(r"\bwirefold_\w+", (ROOT / "deploy" / file).read_text()))
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    kept = {metric.name + ending for metric in metrics.REGISTRY.collect() for ending in endings[metric.type]}
    assert used
    assert used - kept - LAG_METRICS.keys() == set()


def test_the_image_runs_as_a_user_without_rights() -> None:
    last_stage = (ROOT / "deploy/Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert re.search(r"^USER (\d+):\d+$", last_stage, re.M)
    assert not re.search(r"\b(apt-get|gcc|build-essential|pip)\b", last_stage)
