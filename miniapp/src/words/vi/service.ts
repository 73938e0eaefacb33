/**
 * Vietnamese texts of the service, by their stable codes, for translation. Empty here, since the service's own are
 * shown.
 */
interface Stage {
  name: string;
  explanation: string;
  nextStep: string;
}

export const service = {
  /** Of a dossier. */
  statuses: {} as Record<string, Stage>,
  numberStates: {} as Record<string, string>,
  channels: {} as Record<string, string>,
  /** Of a dossier's history; a transition is called as its status. */
  changes: {} as Record<string, string>,
  /** By clock and state, or by clock alone. */
  due: {} as Record<string, (day: string) => string>,
  requests: {} as Record<string, string>,
  followUps: {} as Record<string, Omit<Stage, 'explanation'>>,
  /** Of reports, by kind. */
  reportKinds: {} as Record<string, { name: string; text: string }>,
  lawfulWay: {} as Record<string, string>,
  /** Questions about a report. */
  prompts: {} as Record<string, string>,
  findings: {} as Record<string, string>,
  likelihood: {} as Record<string, string>,
  anonymityWarning: undefined as string | undefined,
  reportStatuses: {} as Record<string, Omit<Stage, 'explanation'>>,
  /** Parts of the export of personal data. */
  parts: {} as Record<string, string>,
};
