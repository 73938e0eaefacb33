/** Whose app this is, as the service says. It is asked once a day, when nothing else is under way. */
import { observable, useObservable } from '../../observable';
import { read, write } from '../../storage';
import { answer, open } from '../client';
import { now } from '../clock';

/** The frame of the first screen reads it, too. */
const KEPT = 'province';
const DAY = 86_400_000;

interface Province {
  name: string;
  at: string;
}

const province = observable(read<Province>(KEPT)?.name ?? '');

/** The name of the province's police; empty until it was asked. */
export const useProvince = () => useObservable(province);

/** Learn the name, unless it was learnt today. Without an answer the present one stays. */
export async function learnProvince(): Promise<void> {
  const at = read<Province>(KEPT)?.at;
  if (at && now().getTime() - Date.parse(at) < DAY) return;
  const found = await answer(open.GET('/api/v1/configuration/')).catch(() => null);
  const name = found?.owner?.name;
  if (!name) return;
  write(KEPT, { name, at: now().toISOString() });
  province.set(name);
}
