export { median } from 'simple-statistics';
