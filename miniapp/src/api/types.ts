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
export type DossierDetail = Schemas['DossierDetail'];
export type DossierLookup = Schemas['DossierLookup'];
export type DossierLookupBody = Schemas['DossierLookupBodyRequest'];
export type DossierStep = Schemas['DossierStep'];
export type Consent = Schemas['Consent'];
export type QuestionCard = Schemas['QuestionCard'];
export type QuestionDetail = Schemas['QuestionDetail'];
export type QuestionMessage = Schemas['QuestionMessage'];
export type QuestionSuggestions = Schemas['QuestionSuggestions'];
export type Citizen = Schemas['Citizen'];
export type Login = Schemas['Login'];
export type Problem = Schemas['Problem'];
export type Suggestion = Schemas['SearchSuggestion'];
