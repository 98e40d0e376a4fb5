import type { Configuration, FileAssociation } from 'electron-builder';
import { travellingFiles } from '../../electron/travelling-files.ts';
import macSigning from './mac-signing.json' with { type: 'json' };

/** What the packager fills in: `mac`, `linux` or `win`; `x64` or `arm64`; and so on. */
const macro = <Name extends string>(name: Name) => `\u0024{${name}}` as const;
const [os, arch, version, ext] = [macro('os'), macro('arch'), macro('version'), macro('ext')];

const resources = 'build/packaging/resources';
const database = 'server/node_modules/better-sqlite3';
const prebuilds = `${database}/prebuilds`;

/** The one piece of native code, for the machines of a package alone. */
const nativeCode = (filter: string) => ({ from: `dist/${prebuilds}`, to: prebuilds, filter: [filter] });
const command = (name: string) => ({ from: `${resources}/${name}`, to: `bin/${name}` });

const fileAssociations: FileAssociation[] = travellingFiles.map(({ ending, name }) => ({
  ext: ending,
  name,
  description: name,
  mimeType: `application/x-causeway-${ending.slice(2)}`,
  role: 'Editor',
}));

/** What packages of all systems have in common and how they differ. */
export const configuration: Configuration = {
  appId: 'org.causeway.desktop',
  productName: 'Causeway',
  copyright: 'Copyright © the Causeway team',
  directories: { app: 'dist/app', output: 'dist/packages', buildResources: 'build/icons' },
  artifactName: `Causeway-${version}-${os}-${arch}.${ext}`,
  // Everything is bundled; the packager would put in what the checkout has installed.
  files: ['**/*', '!**/node_modules/**'],
  // The native module stands beside the archive, with the server; whatever else came in would be unpacked.
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  extraResources: [
    // A plain Node opens no archive: license server and commands stand outside of it.
    { from: 'dist/server', to: 'server', filter: ['**/*', '!node_modules/**'] },
    // Named by itself, because the packager leaves folders of packages out of others.
    { from: `dist/${database}`, to: database, filter: ['**/*', '!prebuilds/**'] },
    { from: `dist/node/${os}-${arch}`, to: 'node' },
    { from: 'LICENSE', to: 'LICENSE.txt' },
  ],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  fileAssociations,
  win: {
    target: [{ target: 'nsis', arch: ['x64'] }],
    icon: 'build/icons/icon.ico',
    extraResources: [nativeCode(`win32-${arch}.node`), command('causeway.cmd')],
  },
  nsis: {
    // For all users with the service, or for one without; silently with /S /allusers or /S /currentuser.
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: true,
    allowElevation: true,
    allowToChangeInstallationDirectory: false,
    include: `${resources}/installer.nsh`,
    installerIcon: 'build/icons/icon.ico',
    uninstallerIcon: 'build/icons/icon.ico',
    deleteAppDataOnUninstall: false,
    license: 'LICENSE',
  },
  mac: {
    target: [{ target: 'dmg', arch: ['universal'] }],
    icon: 'build/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    ...macSigning,
    extraResources: [nativeCode('darwin-*.node'), command('causeway')],
    // Both halves of the universal app hold both.
    x64ArchFiles: `**/${prebuilds}/*.node`,
  },
  dmg: { title: 'Causeway' },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64'] },
      { target: 'deb', arch: ['x64'] },
      { target: 'rpm', arch: ['x64'] },
    ],
    executableName: 'causeway-desktop',
    icon: 'build/icons/png',
    category: 'Office',
    synopsis: 'License server for networks without internet',
    maintainer: 'The Causeway team <causeway@example.org>',
    vendor: 'Causeway',
    extraResources: [nativeCode(`linux-${arch}.node`), command('causeway')],
  },
  deb: { afterInstall: `${resources}/after-install.sh`, afterRemove: `${resources}/after-remove.sh` },
  rpm: { afterInstall: `${resources}/after-install.sh`, afterRemove: `${resources}/after-remove.sh` },
  publish: null,
};
