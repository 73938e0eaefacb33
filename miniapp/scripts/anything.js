// Stands for zod in Zalo's SDK, which asks it only whether arguments are of the right kind. TypeScript has seen to that,
// and the oldest phones would download 12 KB and build all these schemas at each start. Whatever is asked passes.
const anything = new Proxy(() => anything, {
  get: (_target, name) => (name === 'safeParse' ? (data) => ({ success: true, data }) : anything),
});
export default anything;
export { anything as array, anything as boolean, anything as number, anything as object, anything as string };
