import { answer, open } from '../client';
import { usePublic } from './asking';

export function usePrivacy() {
  return usePublic(['privacy'], () => answer(open.GET('/api/v1/privacy/')));
}

export function useTerms() {
  return usePublic(['terms'], () => answer(open.GET('/api/v1/terms/')));
}
