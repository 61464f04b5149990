"""Single projects as discrete events: from the signature to commissioning, through limited queues."""
