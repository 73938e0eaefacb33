// One function for each kind of body: files as a form, or one as it is.
export default {
  portal: {
    input: '../../docs/openapi.yaml',
    output: { target: 'generated/orval/orval_client.ts', client: 'fetch', override: { splitByContentType: true } },
  },
};
