import { commandOf, GROUP_MAY_COMMAND, type ServicePlan } from './service-plan.ts';

/** Account and group of the service. Who is in the group may command the server. */
export const ACCOUNT = 'causeway';

/** The account, for sysusers.d(5): it owns nothing and nobody logs in with it. */
export function systemdAccount(folder: string): string {
  return `u ${ACCOUNT} - "Causeway license server" ${folder}\n`;
}

/**
 * The unit: an account of its own without any capability, a system that it cannot write to, and a start after every power
 * cut. `/mnt` and `/media` stay as they are, because backups and bundles go there.
 */
export function systemdUnit(plan: ServicePlan): string {
  return `[Unit]
Description=Causeway license server
After=network-online.target time-sync.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=${ACCOUNT}
Group=${ACCOUNT}
Environment=${GROUP_MAY_COMMAND}=1
ExecStart=${commandOf(plan).map(quote).join(' ')}
Restart=always
RestartSec=2
TimeoutStopSec=30
UMask=0077
ReadWritePaths=${quote(plan.folder)}
CapabilityBoundingSet=
AmbientCapabilities=
NoNewPrivileges=yes
ProtectSystem=full
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
`;
}

/** One word of a command line (systemd.service(5)): in quotes, with what expands written twice. */
function quote(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@/.:=+-]+$/.test(word) ? word : `"${escaped}"`;
}
