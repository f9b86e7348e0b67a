export { median, quantile } from 'simple-statistics';
