import { useTranslation } from 'react-i18next';

/** How people call a platform; as the device says it where nobody here knows it. */
export function usePlatformName(): (platform: string | null) => string {
  const { t, i18n } = useTranslation();
  return (platform) => {
    const key = `devices.platformName.${platform}`;
    return i18n.exists(key) ? t(key as never) : (platform ?? '–');
  };
}
