import { useSearchParam } from '../../parts/search-param.ts';
import { DeviceList } from './device-list.tsx';
import { DeviceView } from './device-view.tsx';

/** All devices, or the one that the address names. */
export function DevicesPage() {
  const [device] = useSearchParam('device');
  return device === '' ? <DeviceList /> : <DeviceView uuid={device} key={device} />;
}
