import { useMutation, useQueryClient } from '@tanstack/react-query';

import { zalo } from '../../zalo';
import { answer, mine } from '../client';
import { update } from '../session';
import type { Citizen, Consents, ConsentPurpose, NoticeSettings, PersonalRequest } from '../types';
import { useMine } from './asking';

export function useConsents() {
  return useMine(['consents'], () => answer(mine.GET('/api/v1/me/consents/')), true);
}

/** A change of the citizen updates everything shown about them. */
function useChange<V, T>(work: (values: V) => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: work, onSuccess: () => queries.invalidateQueries({ queryKey: ['mine'] }) });
}

export function useDecide() {
  return useChange((decision: { purpose: ConsentPurpose; granted: boolean; version: string }): Promise<Consents> => {
    const { purpose, granted, version } = decision;
    return answer(mine.POST('/api/v1/me/consents/', { body: { purpose, granted, policy_version: version } }));
  });
}

/** Share the phone number known to Zalo; null if the citizen or Zalo refused. */
export function useSharePhone() {
  return useChange(async (version: string): Promise<Citizen | null> => {
    const phone_code = await zalo.phoneCode();
    if (!phone_code) return null;
    const access_token = await zalo.accessToken();
    const body = { access_token, phone_code, consent: { policy_version: version } };
    const citizen = await answer(mine.POST('/api/v1/me/phone/', { body }));
    update(citizen);
    return citizen;
  });
}

export function useRemovePhone() {
  return useChange(() => answer(mine.DELETE('/api/v1/me/phone/')));
}

export function useRename() {
  return useChange(async (name: string) => {
    const citizen = await answer(mine.PATCH('/api/v1/me/', { body: { name } }));
    update(citizen);
  });
}

export function useNotices() {
  return useMine(
    ['notices'],
    () => answer(mine.GET('/api/v1/me/notices/', { params: { query: { page_size: 50 } } })),
    true,
  );
}

export function useReadNotices() {
  return useChange((ids: string[] | 'all') =>
    answer(mine.PATCH('/api/v1/me/notices/', { body: ids === 'all' ? { read_all: true } : { read_ids: ids } })),
  );
}

export function useNoticeSettings() {
  return useMine(['notice-settings'], () => answer(mine.GET('/api/v1/me/notices/settings/')));
}

export function useChangeNotices() {
  return useChange((outside: Partial<NoticeSettings['outside']>) =>
    answer(mine.PATCH('/api/v1/me/notices/settings/', { body: { outside } })),
  );
}

/** Only requested by the citizen, never stored: each request is in the log of accesses. */
export function useExport() {
  return useMutation({ mutationFn: () => answer(mine.GET('/api/v1/me/export/')) });
}

export function useErase() {
  return useMutation({ mutationFn: () => answer(mine.DELETE('/api/v1/me/')) });
}

export function useLogOut() {
  return useMutation({ mutationFn: () => answer(mine.DELETE('/api/v1/session/')) });
}

export function useRequests() {
  return useMine(['requests'], () => answer(mine.GET('/api/v1/me/requests/', { params: { query: { page_size: 50 } } })));
}

export function useSendRequest() {
  return useChange(({ kind, text, key }: { kind: PersonalRequest['kind']; text: string; key: string }) =>
    answer(
      mine.POST('/api/v1/me/requests/', {
        params: { header: { 'Idempotency-Key': key } },
        body: { kind, text },
      }),
    ),
  );
}
