/** Whose app this is, as the service says. It is asked once a day, when the first screen stands. */
import { observable, useObservable } from '../../observable';
import { answer, open } from '../client';
import { now } from '../clock';
import { kept, keep, keptAt } from '../offline';

const KEY = ['province'];
const DAY = 86_400_000;

interface Province {
  name: string;
}

const known = kept<Province>(KEY);
const province = observable(known?.name ?? '');

/** The name of the province's police; empty until it was asked. */
export const useProvince = () => useObservable(province);

/** Learn the name, unless it was learnt today. Without an answer the present one stays. */
export async function learnProvince(): Promise<void> {
  const at = keptAt(known);
  if (at && now().getTime() - Date.parse(at) < DAY) return;
  const found = await answer(open.GET('/api/v1/configuration/')).catch(() => null);
  const name = found?.owner?.name;
  if (!name) return;
  keep(KEY, { name });
  province.set(name);
}
