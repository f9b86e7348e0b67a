export { mean, median, sampleKurtosis, sampleSkewness, sampleVariance } from 'simple-statistics';
