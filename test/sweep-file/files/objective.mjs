// biome-ignore lint/style/noDefaultExport: a sweep's module is found by its default export
export default (params) => ({ loss: params.x ** 2 });
