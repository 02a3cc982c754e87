"""deploy/kubernetes agrees with the registry, and grants no more than docker-compose.yml does."""

from itertools import chain
from pathlib import Path
from typing import Any

import attr
import pytest

from services.ingest.feeds import listed
from services.registry import SERVICES
from services.runtime.settings import Settings

yaml = pytest.importorskip("yaml", reason="PyYAML reads the manifests")

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "deploy/kubernetes"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
KUSTOMIZATION: dict[str, Any] = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())
FILES = {name: list(yaml.safe_load_all((FOLDER / name).read_text())) for name in KUSTOMIZATION["resources"]}
OBJECTS = list(chain.from_iterable(one.get("items", [one]) for ones in FILES.values() for one in ones))
MAPS = {
    made["name"]: dict(line.split("=", 1) for line in made["literals"]) for made in KUSTOMIZATION["configMapGenerator"]
}
WRITABLE = {"name": "tmp", "mountPath": "/tmp"}


def of_kind(kind: str) -> dict[str, Any]:
    """The specification of each object of a kind, by its name."""
    return {one["metadata"]["name"]: one["spec"] for one in OBJECTS if one["kind"] == kind}


DEPLOYMENTS, JOBS = of_kind("Deployment"), of_kind("Job")
PODS: dict[str, Any] = {name: spec["template"]["spec"] for name, spec in (DEPLOYMENTS | JOBS).items()}


def container(name: str) -> dict[str, Any]:
    [only] = PODS[name]["containers"]
    return only


def seconds(duration: str) -> int:
    return int(duration.removesuffix("s"))


def test_each_registered_service_is_one_command_of_one_image() -> None:
    assert {name: container(name)["args"] for name in DEPLOYMENTS} == {name: ["run", name] for name in SERVICES}
    assert {name: container(name)["args"] for name in JOBS} == {"topics": ["topics", "apply"]}
    assert {container(name)["image"] for name in PODS} == {image["name"] for image in KUSTOMIZATION["images"]}


def test_no_file_is_left_out() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {"kustomization.yaml", *KUSTOMIZATION["resources"]}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_deployment_finds_its_own_pods(name: str) -> None:
    spec = DEPLOYMENTS[name]
    assert spec["selector"]["matchLabels"] == spec["template"]["metadata"]["labels"] == {"app.kubernetes.io/name": name}


@pytest.mark.parametrize("name", PODS)
def test_each_pod_is_hardened_as_its_container_in_compose_is(name: str) -> None:
    pod, own = PODS[name], container(name)
    user, group = map(int, COMPOSE[name]["user"].split(":"))
    as_user = {"runAsUser": user, "runAsGroup": group, "fsGroup": group, "runAsNonRoot": True}
    assert pod["securityContext"] == as_user | {"seccompProfile": {"type": "RuntimeDefault"}}
    assert own["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": COMPOSE[name]["read_only"],
        "capabilities": {"drop": COMPOSE[name]["cap_drop"]},
    }
    assert pod["automountServiceAccountToken"] is False
    assert pod["enableServiceLinks"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys()


@pytest.mark.parametrize("name", PODS)
def test_a_pod_has_as_much_memory_as_in_compose_and_writes_nowhere_but_in_tmp(name: str) -> None:
    own = container(name)
    assert (
        f"{{WIREFOLD_SERVICE_MEMORY:-{own['resources']['limits']['memory'].removesuffix('Mi')}m}}"
        in COMPOSE[name]["mem_limit"]
    )
    assert [mount for mount in own["volumeMounts"] if not mount.get("readOnly")] == [WRITABLE]
    [tmp] = [volume for volume in PODS[name]["volumes"] if volume["name"] == "tmp"]
    assert COMPOSE[name]["tmpfs"][0].startswith(f"/tmp:size={tmp['emptyDir']['sizeLimit'].removesuffix('Mi')}m,")
    assert {mount["name"] for mount in own["volumeMounts"]} == {volume["name"] for volume in PODS[name]["volumes"]}


@pytest.mark.parametrize("name", DEPLOYMENTS)
def test_a_hung_service_is_noticed_and_one_that_stops_has_its_time(name: str) -> None:
    own = container(name)
    [port] = own["ports"]
    assert str(port["containerPort"]) == MAPS["settings"]["WIREFOLD_HTTP_PORT"]
    alive, ready = {"path": "/healthz", "port": port["name"]}, {"path": "/readyz", "port": port["name"]}
    assert own["startupProbe"]["httpGet"] == own["livenessProbe"]["httpGet"] == alive
    assert own["readinessProbe"]["httpGet"] == ready
    assert own["livenessProbe"]["periodSeconds"] * own["livenessProbe"]["failureThreshold"] <= 30
    assert own["startupProbe"]["periodSeconds"] * own["startupProbe"]["failureThreshold"] >= 60
    assert PODS[name]["terminationGracePeriodSeconds"] == seconds(COMPOSE[name]["stop_grace_period"])


def test_the_services_that_compose_publishes_are_asked_by_name() -> None:
    published = {name for name in SERVICES if "ports" in COMPOSE[name]}
    services = of_kind("Service")
    assert services.keys() == published
    assert {name: spec["selector"] for name, spec in services.items()} == {
        name: {"app.kubernetes.io/name": name} for name in published
    }


@pytest.mark.parametrize("name", PODS)
def test_secrets_and_lists_are_files_as_in_compose(name: str) -> None:
    own = container(name)
    given = {variable["name"]: variable["value"] for variable in own.get("env", ())}
    assert given == {key: value for key, value in COMPOSE[name]["environment"].items() if key.endswith("_FILE")}
    tokens = [volume["secret"] for volume in PODS[name]["volumes"] if "secret" in volume]
    assert [item["key"] for one in tokens for item in one["items"]] == COMPOSE[name].get("secrets", [])
    assert own["envFrom"] == [{"configMapRef": {"name": "settings"}}]


def test_settings_are_settings_and_the_list_of_feeds_is_empty() -> None:
    known = {f"WIREFOLD_{field.name.upper()}" for field in attr.fields(Settings)}
    assert MAPS["settings"].keys() <= known
    assert listed(MAPS["feeds"]["feeds.toml"].encode()) == ()


def test_what_reads_hostile_pages_has_no_way_out() -> None:
    [policy] = of_kind("NetworkPolicy").values()
    [chosen] = policy["podSelector"]["matchExpressions"]
    assert set(chosen["values"]) == {name for name in SERVICES if COMPOSE[name]["networks"] == ["servers"]}
    assert policy["policyTypes"] == ["Egress"]
    ports = {port["port"] for rule in policy["egress"] if "to" not in rule for port in rule["ports"]}
    assert ports == {9092, 9093, 6379}  # of Kafka and Redis, never 80 or 443
