/** Forms of the catalogue that can be filled in on the phone: exactly these versions, since a new one has other fields. */
const FILLABLE = ['ct01-2026'];

export const isFillable = (id: string) => FILLABLE.includes(id);
