"""What a person does, one function per act of work; used by the command line and the pages."""
