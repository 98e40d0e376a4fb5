#!/bin/bash
# After the package was taken away; an update (deb: "upgrade", rpm: 1) keeps the service. The site's data stays.
case "$1" in
  upgrade | 1) exit 0 ;;
esac
rm -f '/usr/bin/${executable}' /usr/bin/causeway '/etc/apparmor.d/${executable}'
if [ -f /etc/systemd/system/causeway.service ]; then
  systemctl disable --now causeway.service || true
  rm -f /etc/systemd/system/causeway.service
  systemctl daemon-reload || true
fi
