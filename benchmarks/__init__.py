"""What the checks cost, measured side by side in one run: ratios, never absolute limits."""
