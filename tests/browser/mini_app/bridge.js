// Stands for Zalo's side of an Android phone. `window.BRIDGE`: what it answers, by a part of the action; with an `error_code`, how it refuses.
(() => {
  const called = [];
  window.bridgeCalls = called;
  window.ZJSBridge = {};
  window.ZaloJavaScriptInterface = {
    jsH5EventCallback() {},
    jsCall(_token, action, _accessToken, _values, callback) {
      called.push(action);
      if (window.isBridgeSilent) return;
      const [, serial, name] = /onNativeMessage\("([^"]*)", "([^"]*)"\)/.exec(callback);
      const known = Object.keys(window.BRIDGE).find((part) => action.toLowerCase().includes(part));
      const answer = known
        ? { error_code: 0, error_message: '', data: {}, ...(window.BRIDGE[known].error_code ? window.BRIDGE[known] : { data: window.BRIDGE[known] }) }
        : { error_code: -1404, error_message: 'not here', data: {} };
      setTimeout(() => window.onNativeMessage(serial, name)(JSON.stringify({ ...answer, action })), 20);
    },
  };
})();
