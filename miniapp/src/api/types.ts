/** Names that the screens use for what the API's document describes: a renamed component changes here only. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type ProcedureCard = Schemas['ProcedureCard'];
export type ProcedurePage = Schemas['ProcedurePage'];
export type Procedure = Schemas['Procedure'];
export type Checklist = Schemas['Checklist'];
export type Condition = Schemas['Condition'];
export type DocumentItem = Schemas['DocumentItem'];
export type Hint = Schemas['Hint'];
export type ReceivingOffice = Schemas['ReceivingOffice'];
export type OfficeCard = Schemas['Card'];
export type Contact = Schemas['Contact'];
export type Directions = Schemas['Directions'];
export type DossierCard = Schemas['DossierCard'];
export type Citizen = Schemas['Citizen'];
export type Login = Schemas['Login'];
export type Problem = Schemas['Problem'];
export type Suggestion = Schemas['Suggestion'];
