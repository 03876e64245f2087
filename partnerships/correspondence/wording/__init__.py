"""Own words in mails: of a partnership or of the installation, in place of ours, and the way back."""
