"""What Backbone costs above the bare thing that it stands on: ratios from one run, no pass or fail."""
