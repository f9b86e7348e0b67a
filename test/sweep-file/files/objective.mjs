export default (params) => ({ loss: params.x ** 2 });
