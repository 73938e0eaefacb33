/** Names that the screens use for what the API's document describes: a renamed component changes here only. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type ProcedureCard = Schemas['ProcedureCard'];
export type ProcedurePage = Schemas['ProcedurePage'];
export type Procedure = Schemas['ProcedureDetail'];
export type Checklist = Schemas['Checklist'];
export type Condition = Schemas['ChecklistCondition'];
export type DocumentItem = Schemas['RequiredDocument'];
export type Hint = Schemas['SearchHint'];
export type ReceivingOffice = Schemas['ReceivingOffice'];
export type OfficeCard = Schemas['OfficeCard'];
export type Contact = Schemas['OfficeContact'];
export type Directions = Schemas['OfficeDirections'];
export type DossierCard = Schemas['DossierCard'];
export type Citizen = Schemas['Citizen'];
export type Login = Schemas['Login'];
export type Problem = Schemas['Problem'];
export type Office = Schemas['OfficeDetail'];
export type Questionnaire = Schemas['Questionnaire'];
export type Rating = Schemas['Rating'];
export type Satisfaction = Schemas['Satisfaction'];
export type SatisfactionScore = Schemas['SatisfactionScore'];
export type Consents = Schemas['Consents'];
export type Consent = Schemas['Consent'];
export type ConsentPurpose = Schemas['ConsentPurposeEnum'];
export type Notice = Schemas['Notice'];
export type NoticeSettings = Schemas['NoticeSettings'];
export type DataExport = Schemas['DataExport'];
export type Erasure = Schemas['ErasureReport'];
export type PersonalRequest = Schemas['PersonalRequest'];
export type Privacy = Schemas['PrivacyNotice'];
export type Suggestion = Schemas['SearchSuggestion'];
