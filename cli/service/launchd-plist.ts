import { join } from 'node:path';
import { commandOf, GROUP_MAY_COMMAND, type ServicePlan } from './service-plan.ts';

/** Under which launchd knows the service. */
export const LABEL = 'org.causeway.server';
export const DAEMON_ACCOUNT = '_causeway';
/** Who is in it may command the server. */
export const DAEMON_GROUP = 'causeway';

/** The daemon: an account of its own, started with the system and again when it ends. */
export function launchdPlist(plan: ServicePlan): string {
  const words = commandOf(plan).map((word) => `    <string>${escapeXml(word)}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${LABEL}</string>
  <key>ProgramArguments</key>
  <array>
${words.join('\n')}
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>${GROUP_MAY_COMMAND}</key>
    <string>1</string>
  </dict>
  <key>UserName</key>
  <string>${DAEMON_ACCOUNT}</string>
  <key>GroupName</key>
  <string>${DAEMON_GROUP}</string>
  <key>Umask</key>
  <integer>63</integer>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>2</integer>
  <key>ExitTimeOut</key>
  <integer>30</integer>
  <key>StandardErrorPath</key>
  <string>${escapeXml(join(plan.folder, 'logs', 'service.log'))}</string>
</dict>
</plist>
`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
