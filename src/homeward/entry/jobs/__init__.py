"""What happens without anybody asking: deliveries every few seconds, jobs every night."""
