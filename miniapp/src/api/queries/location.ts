import { zalo } from '../../zalo';
import { answer, open } from '../client';

/** The phone's position for `near`; null if refused. Only the service can decode Zalo's code. */
export async function findHere(): Promise<string | null> {
  const found = await zalo.location();
  if (!found || 'near' in found) return found && found.near;
  const body = { access_token: await zalo.accessToken(), code: found.code };
  return (await answer(open.POST('/api/v1/location/', { body }))).near;
}
