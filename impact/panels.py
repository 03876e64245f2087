"""What impact adds to the pages that span apps; the registry is backbone.panels."""
