"""deploy/nftables.conf in a network of its own: who on this machine reaches an instance."""

import os
import shutil
import subprocess

import pytest

from tests.deploy.running_nginx import DEPLOY

NFT = shutil.which("nft", path=f"{os.environ['PATH']}:/usr/sbin")
UNSHARE = shutil.which("unshare")
pytestmark = pytest.mark.skipif(
    NFT is None or os.geteuid() != 0 or not UNSHARE,
    reason="nftables is not installed, or may not be tried",
)
# 33 is www-data of every Debian; 8100 is a province's, 8101 its other instance.
TRY = """
ip link set lo up
"$NFT" -f "$FOLDER/nftables.conf" || exit 1
for port in 8100 8101 8200; do
    /usr/bin/perl -MIO::Socket::INET -e \\
        '$s = IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $ARGV[0], Listen => 9);
         print STDERR "ready\\n"; sleep 30' $port &
done 2>"$FOLDER/ready"
until [ "$(wc -l <"$FOLDER/ready")" = 3 ]; do sleep 0.1; done
for user in 0 33 1 65534; do
    for port in 8100 8101 8200; do
        setpriv --reuid=$user --clear-groups \\
            /bin/bash -c "exec 3<>/dev/tcp/127.0.0.1/$port" 2>/dev/null && echo "$user $port"
    done
done
kill $(jobs -p)
"""


def test_another_user_reaches_no_instance(tmp_path):
    rules = (DEPLOY / "nftables.conf").read_text().replace("/etc/nftables.d", str(tmp_path))
    (tmp_path / "nftables.conf").write_text(rules)
    (tmp_path / "police-portal-x.conf").write_text(
        "add element inet police_portal instances { 8100-8101 }\n"
        "add element inet police_portal own { nobody . 8100 }\n"
    )
    environment = os.environ | {"NFT": NFT, "FOLDER": str(tmp_path)}
    done = subprocess.run(
        [UNSHARE, "--net", "bash", "-c", TRY],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == [
        *("0 8100", "0 8101", "0 8200"),
        *("33 8100", "33 8101", "33 8200"),
        "1 8200",
        *("65534 8100", "65534 8200"),
    ], done.stderr
